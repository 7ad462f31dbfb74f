package org.relais.platform.registry;

/** The schema would break readers of the subject's other versions; the registry refused to register it (409). */
public final class IncompatibleSchema extends RegistryException {

    private final String subject;

    IncompatibleSchema(String message, String subject) {
        super(message);
        this.subject = subject;
    }

    public String subject() {
        return subject;
    }
}
