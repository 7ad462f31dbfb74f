package org.relais.intake.vault;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relais.platform.digest.Digests;

/**
 * The keys that wrap all others, held outside the database. The first wraps; the others, left from before a rotation, only
 * unwrap.
 */
public final class MasterKeys {

    private static final int ID_BYTES = 8;

    private final Sealing sealing;
    private final Map<String, byte[]> keys = new LinkedHashMap<>();
    private final String currentId;

    /** @param base64Keys 32 bytes each, the current one first */
    public MasterKeys(List<String> base64Keys, SecureRandom random) {
        this.sealing = new Sealing(random);
        for (String base64 : base64Keys) {
            byte[] key = decoded(base64);
            keys.put(idOf(key), key);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("relais.vault.master-key is missing: base64 of 32 random bytes");
        }
        this.currentId = keys.keySet().iterator().next();
    }

    public String currentId() {
        return currentId;
    }

    public byte[] newKey() {
        return sealing.newKey();
    }

    /** @param boundTo what the key belongs to; it can't be unwrapped for anything else */
    public WrappedKey wrap(byte[] key, String boundTo) {
        return new WrappedKey(currentId, sealing.seal(currentKey(), key, bytes(boundTo)));
    }

    public byte[] unwrap(WrappedKey wrapped, String boundTo) {
        byte[] masterKey = keys.get(wrapped.masterKeyId());
        if (masterKey == null) {
            throw new UnreadableSecret("the master key with id " + wrapped.masterKeyId() + " is not configured", null);
        }
        return sealing.open(masterKey, wrapped.wrapped(), bytes(boundTo));
    }

    Sealing sealing() {
        return sealing;
    }

    private byte[] currentKey() {
        byte[] key = keys.get(currentId);
        if (key == null) {
            throw new IllegalStateException("the current key is among the keys");
        }
        return key;
    }

    private static byte[] decoded(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("a master key of relais.vault is not base64");
        }
        if (key.length != Sealing.KEY_BYTES) {
            throw new IllegalArgumentException("a master key of relais.vault is not 32 bytes long");
        }
        return key;
    }

    private static String idOf(byte[] key) {
        return HexFormat.of().formatHex(Digests.sha256(key), 0, ID_BYTES);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
