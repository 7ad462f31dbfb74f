package org.relais.platform.refresh;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of what is looked up every so often: a scrape never waits for it. They have no number before that, nor while it
 * can't be looked up: nought would say that there is nothing.
 *
 * @param <T> what is found at one look
 */
public final class PeriodicGauges<T> {

    private final MeterRegistry meters;
    private final Recurring looking;
    private volatile @Nullable T found;

    private PeriodicGauges(String name, Duration pause, Supplier<T> look, MeterRegistry meters) {
        this.meters = meters;
        this.looking = Recurring.start(name, pause, () -> found = look.get());
    }

    /**
     * Looks at once, and from then on every so often.
     *
     * @param name of the thread, and in the log
     */
    public static <T> PeriodicGauges<T> of(String name, Duration pause, Supplier<T> look, MeterRegistry meters) {
        return new PeriodicGauges<>(name, pause, look, meters);
    }

    /** One more gauge of what is found. */
    public PeriodicGauges<T> gauge(String name, String description, ToDoubleFunction<T> number) {
        return gauge(name, description, Tags.empty(), number);
    }

    /** The same, of what these tags tell apart. */
    public PeriodicGauges<T> gauge(String name, String description, Tags tags, ToDoubleFunction<T> number) {
        Gauge.builder(name, this, gauges -> gauges.told(number))
                .description(description)
                .tags(tags)
                .register(meters);
        return this;
    }

    public void stop() {
        looking.stop();
    }

    private double told(ToDoubleFunction<T> number) {
        T last = found;
        return last == null || looking.failing().isPresent() ? Double.NaN : number.applyAsDouble(last);
    }
}
