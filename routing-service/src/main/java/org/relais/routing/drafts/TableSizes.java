package org.relais.routing.drafts;

import org.relais.platform.problem.BodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** A country's table is larger than other bodies are; the limits of forms and files stand in {@code application.yaml}. */
@Configuration(proxyBeanMethods = false)
class TableSizes {

    private static final DataSize LARGEST = DataSize.ofMegabytes(64);

    /** A form is read before anybody knows who sent it, and doubles in memory what it holds. */
    private static final DataSize LARGEST_FORM = DataSize.ofMegabytes(32);

    @Bean
    BodyLimit newDraftBodies() {
        return new BodyLimit("/api/v1/territories/*/drafts", LARGEST);
    }

    @Bean
    BodyLimit draftBodies() {
        return new BodyLimit("/api/v1/territories/*/drafts/*", LARGEST);
    }

    @Bean
    BodyLimit draftTables() {
        return new BodyLimit("/api/v1/territories/*/drafts/*/rules.csv", LARGEST);
    }

    @Bean
    BodyLimit draftForms() {
        return new BodyLimit("/desk/rules/*/drafts/*", LARGEST_FORM);
    }
}
