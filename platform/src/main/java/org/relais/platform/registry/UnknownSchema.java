package org.relais.platform.registry;

/** A record carries an id that the registry doesn't know (40403). */
public final class UnknownSchema extends RegistryException {

    private final int id;

    UnknownSchema(String message, int id) {
        super(message);
        this.id = id;
    }

    public int id() {
        return id;
    }
}
