package org.relais.platform.registry;

/** The registry understood the request and refused it, for example because the schema is no valid Avro (42201). */
public final class RegistryRefusal extends RegistryException {

    private final int errorCode;

    RegistryRefusal(String message, int errorCode) {
        super(message);
        this.errorCode = errorCode;
    }

    /** Confluent's error code, for example 42201; the HTTP status where the registry gave none. */
    public int errorCode() {
        return errorCode;
    }
}
