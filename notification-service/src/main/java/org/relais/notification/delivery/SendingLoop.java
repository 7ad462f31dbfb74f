package org.relais.notification.delivery;

import java.util.ArrayList;
import java.util.List;
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
            return sender.sendNext();
        } catch (RuntimeException | Error failure) {
            // What failed was rolled back and is still due; the next look finds it again. An error too: nobody would be
            // told anything any more without workers.
            LOG.atError()
                    .addKeyValue("outcome", "sending_failed")
                    .setCause(failure)
                    .log("could not take on a message");
            return false;
        }
    }
}
