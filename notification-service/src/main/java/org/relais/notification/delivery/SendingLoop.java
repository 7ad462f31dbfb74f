package org.relais.notification.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.relais.platform.retry.Unavailability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Workers that send what is due, for as long as the service runs. */
@Component
class SendingLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SendingLoop.class);

    private final Sender sender;
    private final Bell bell;
    private final DeliverySettings settings;
    private final List<Thread> workers = new ArrayList<>();
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean running;

    SendingLoop(Sender sender, Bell bell, DeliverySettings settings) {
        this.sender = sender;
        this.bell = bell;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
        for (int number = 1; number <= settings.workers(); number++) {
            workers.add(Thread.ofPlatform().name("sender-" + number).start(this::work));
        }
    }

    /** Lets each worker finish what it is sending: an interrupted hand-over would be one of unknown outcome. */
    @Override
    public void stop() {
        running = false;
        workers.forEach(_ -> bell.ring());
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        workers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (running) {
            try {
                if (!attemptOne()) {
                    bell.await(settings.pollInterval());
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean attemptOne() {
        try {
            boolean tookOn = sender.sendNext();
            if (away.getAndSet(false)) {
                LOG.atInfo().addKeyValue("outcome", "sending_again").log("messages are taken on again");
            }
            return tookOn;
        } catch (RuntimeException | Error failure) {
            // What failed was rolled back and is still due; the next look finds it again. An error too: without workers
            // nobody would be told anything any more.
            tell(failure);
            return false;
        }
    }

    /** That the database is away all workers see, at each look; it is said once. */
    private void tell(Throwable failure) {
        if (!Unavailability.isBehind(failure)) {
            LOG.atError()
                    .addKeyValue("outcome", "sending_failed")
                    .setCause(failure)
                    .log("could not take on a message");
        } else if (!away.getAndSet(true)) {
            LOG.atWarn()
                    .addKeyValue("outcome", "sending_interrupted")
                    .addKeyValue("reason", failure.getClass().getSimpleName())
                    .log("no message can be taken on for now");
        }
    }
}
