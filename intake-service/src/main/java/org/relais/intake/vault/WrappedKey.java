package org.relais.intake.vault;

/** A key encrypted with a master key, and which master key that was. */
public final class WrappedKey {

    private final String masterKeyId;
    private final byte[] wrapped;

    public WrappedKey(String masterKeyId, byte[] wrapped) {
        this.masterKeyId = masterKeyId;
        this.wrapped = wrapped.clone();
    }

    public String masterKeyId() {
        return masterKeyId;
    }

    public byte[] wrapped() {
        return wrapped.clone();
    }
}
