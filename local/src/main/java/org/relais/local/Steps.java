package org.relais.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Takes every step, whatever becomes of the others: a part that can't be stopped must not keep those after it running. The first
 * failure is thrown when all have come to an end, with the others suppressed.
 */
public final class Steps {

    private Steps() {}

    /** One after the other. */
    public static void inOrder(Runnable... steps) {
        List<Throwable> failures = new ArrayList<>();
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException | Error failure) {
                failures.add(failure);
            }
        }
        throwFirst(failures);
    }

    /** All at once. */
    static void together(List<Runnable> steps) {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            steps.forEach(step -> running.add(threads.submit(step)));
        }
        throwFirst(running.stream()
                .filter(step -> step.state() == Future.State.FAILED)
                .<Throwable>map(Future::exceptionNow)
                .toList());
    }

    private static void throwFirst(List<Throwable> failures) {
        if (failures.isEmpty()) {
            return;
        }
        Throwable first = failures.getFirst();
        failures.stream().filter(other -> !other.equals(first)).forEach(first::addSuppressed);
        switch (first) {
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            default -> throw new IllegalStateException(first);
        }
    }
}
