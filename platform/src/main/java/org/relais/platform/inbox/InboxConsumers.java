package org.relais.platform.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/** Starts and stops the threads that read, and is DOWN as soon as one of them can't. */
final class InboxConsumers implements SmartLifecycle, HealthIndicator {

    /** After the outbox relay, before the web server; stopped the other way round. */
    static final int PHASE = 1000;

    private final Subscriptions subscriptions;
    private final InboxSettings settings;
    private final IntFunction<InboxConsumer> factory;
    private final List<InboxConsumer> consumers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    InboxConsumers(Subscriptions subscriptions, InboxSettings settings, IntFunction<InboxConsumer> factory) {
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.factory = factory;
    }

    @Override
    public synchronized void start() {
        if (running || subscriptions.none() || !settings.enabled()) {
            return;
        }
        for (int n = 1; n <= settings.consumers(); n++) {
            InboxConsumer consumer = factory.apply(n);
            consumers.add(consumer);
            threads.add(Thread.ofPlatform().name("inbox-" + n).daemon().start(consumer));
        }
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        consumers.forEach(InboxConsumer::stop);
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(15));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        consumers.clear();
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public synchronized Health health() {
        long stopped =
                consumers.stream().filter(consumer -> !consumer.healthy()).count();
        return stopped == 0
                ? Health.up().withDetail("consumers", consumers.size()).build()
                : Health.down().withDetail("stopped", stopped).build();
    }
}
