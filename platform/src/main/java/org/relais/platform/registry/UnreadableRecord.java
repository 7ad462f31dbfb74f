package org.relais.platform.registry;

import org.jspecify.annotations.Nullable;

/** The bytes are not what they should be, and never will be. The message quotes nothing of the payload. */
public final class UnreadableRecord extends RegistryException {

    /** Why; {@link #code()} is what dead letters and metrics carry. */
    public enum Reason {
        /** Does not begin with the byte 0. */
        BAD_MAGIC("bad_magic"),
        /** Ends before the record does. */
        TRUNCATED("truncated"),
        /** Goes on after the record's end. */
        TRAILING_BYTES("trailing_bytes"),
        /** A length, index or character that can't stand there. */
        MALFORMED("malformed"),
        /** Written with a schema that the reader's can't be resolved with. */
        UNRESOLVABLE("unresolvable"),
        /** No generated class of the writer's name, and {@code specific.avro.reader} asks for one. */
        NO_CLASS("no_class");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final Reason reason;

    UnreadableRecord(Reason reason, String message) {
        this(reason, message, null);
    }

    UnreadableRecord(Reason reason, String message, @Nullable Throwable cause) {
        super(message + " (" + reason.code() + ")", cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
