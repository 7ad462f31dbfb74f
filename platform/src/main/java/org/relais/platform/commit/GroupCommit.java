package org.relais.platform.commit;

/**
 * Work that waits is drained into one transaction, so that many callers share one commit.
 *
 * @param <I> one caller's work
 * @param <O> its result, known once the transaction has committed
 */
public interface GroupCommit<I, O> {

    /**
     * Hands in work and waits until the transaction that holds it has committed. Call from a virtual thread.
     *
     * @throws RuntimeException what the work or the commit threw; nothing of it is stored then
     */
    O submit(I work);
}
