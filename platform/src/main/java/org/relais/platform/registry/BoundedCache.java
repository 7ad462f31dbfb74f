package org.relais.platform.registry;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map that never grows beyond its bound: the oldest entry goes first. Reading takes no lock; several threads that miss the
 * same key share one load, and a load that fails leaves nothing behind.
 */
final class BoundedCache<K, V> {

    private final int bound;
    private final ConcurrentMap<K, V> values = new ConcurrentHashMap<>();
    private final Queue<K> oldestFirst = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<K, CompletableFuture<V>> loading = new ConcurrentHashMap<>();

    BoundedCache(int bound) {
        this.bound = bound;
    }

    @Nullable
    V get(K key) {
        return values.get(key);
    }

    V get(K key, Function<K, V> load) {
        V value = values.get(key);
        return value != null ? value : loadOnce(key, load);
    }

    void put(K key, V value) {
        if (values.put(key, value) == null) {
            oldestFirst.add(key);
            evict();
        }
    }

    /** Forgets the value. */
    void remove(K key) {
        if (values.remove(key) != null) {
            oldestFirst.remove(key);
        }
    }

    int size() {
        return values.size();
    }

    private V loadOnce(K key, Function<K, V> load) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> others = loading.putIfAbsent(key, mine);
        if (others != null) {
            return join(others);
        }
        try {
            V value = values.get(key);
            if (value == null) {
                value = load.apply(key);
                put(key, value);
            }
            mine.complete(value);
            return value;
        } catch (Throwable failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            loading.remove(key, mine);
        }
    }

    private static <V> V join(CompletableFuture<V> others) {
        try {
            return others.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private void evict() {
        while (values.size() > bound) {
            K oldest = oldestFirst.poll();
            if (oldest == null) {
                return;
            }
            values.remove(oldest);
        }
    }
}
