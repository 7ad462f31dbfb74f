package org.relais.platform.inbox;

/** The rule of order: what to do with an event of a stream whose last applied number is known. */
enum Succession {
    /** It, or its effect, is here already. */
    REPEAT,
    NEXT,
    /** Something is missing before it. */
    GAP;

    static Succession of(long last, long sequence) {
        if (sequence <= last) {
            return REPEAT;
        }
        return sequence == last + 1 ? NEXT : GAP;
    }
}
