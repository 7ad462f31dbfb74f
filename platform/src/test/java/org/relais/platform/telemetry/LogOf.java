package org.relais.platform.telemetry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What a class logs in the course of one test. */
public final class LogOf implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    public LogOf(Class<?> speaker) {
        logger = (Logger) LoggerFactory.getLogger(speaker);
    }

    public List<ILoggingEvent> events() {
        return said.list;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        said.list.clear();
        said.start();
        logger.addAppender(said);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        logger.detachAppender(said);
    }
}
