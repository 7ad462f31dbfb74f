package org.relais.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {

    @Test
    void neverGrowsBeyondItsBoundAndLetsTheOldestGo() {
        BoundedCache<Integer, String> cache = new BoundedCache<>(10);

        IntStream.range(0, 1_000).forEach(i -> cache.get(i, String::valueOf));

        assertThat(cache.size()).isEqualTo(10);
        assertThat(cache.get(999)).isEqualTo("999");
        assertThat(cache.get(989)).isNull();
    }

    @Test
    void threadsThatMissTheSameKeyShareOneLoad() throws Exception {
        BoundedCache<String, Integer> cache = new BoundedCache<>(10);
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(50);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> results = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> {
                        started.countDown();
                        started.await();
                        return cache.get("key", key -> loads.incrementAndGet());
                    }))
                    .toList();

            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(1);
            }
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void aFailedLoadLeavesNothingBehind() {
        BoundedCache<String, Integer> cache = new BoundedCache<>(10);

        assertThatThrownBy(() -> cache.get("key", key -> {
                    throw new IllegalStateException("first");
                }))
                .hasMessage("first");

        assertThat(cache.get("key", key -> 2)).isEqualTo(2);
    }
}
