package org.relais.platform.registry;

/** The registry understood the request and refused it, for example because the schema is no valid Avro (42201). */
public final class RegistryRefusal extends RegistryException {

    private static final int UNPROCESSABLE = 422;
    private static final int INVALID_SCHEMA = 42201;

    private final int errorCode;

    RegistryRefusal(String message, int errorCode) {
        super(message);
        this.errorCode = errorCode;
    }

    /** Confluent's error code, for example 42201; the HTTP status where the registry gave none. */
    public int errorCode() {
        return errorCode;
    }

    /** Whether it says that the schema asked for is no valid Avro, and not, for example, that it may not be read. */
    public boolean meansNoAvro() {
        return errorCode == UNPROCESSABLE || errorCode == INVALID_SCHEMA;
    }
}
