package org.relais.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of every client, derived from one key: whoever holds the key knows them all, and nothing has to be stored. Plain
 * Java, so that a launcher hands services their secrets without starting an issuer.
 */
public final class ClientSecrets {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 32;

    private final SecretKeySpec key;

    private ClientSecrets(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** @param base64Key the identity key: base64 of at least 32 random bytes */
    public static ClientSecrets ofKey(String base64Key) {
        var key = Base64.getDecoder().decode(base64Key.strip());
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "The identity key has " + key.length + " bytes; it needs " + SHORTEST_KEY);
        }
        return new ClientSecrets(key);
    }

    /** base64url without padding of HMAC-SHA256(key, {@code "client:" + clientId}). */
    public String of(String clientId) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(("client:" + clientId).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing from this Java runtime", e);
        }
    }
}
