package org.relais.platform.digest;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMAC-SHA256, which every Java has. */
public final class Digests {

    private static final String SHA_256 = "SHA-256";
    private static final String HMAC_SHA_256 = "HmacSHA256";

    private Digests() {}

    /** To be fed part by part. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance(SHA_256);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + SHA_256, impossible);
        }
    }

    /** 32 bytes. */
    public static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    /** SHA-256 in 64 hexadecimal digits, lower case. */
    public static String sha256Hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    /** SHA-256 of a text in UTF-8, in 64 hexadecimal digits, lower case. */
    public static String sha256Hex(String text) {
        return sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * HMAC-SHA256 under a key, to be fed part by part.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    public static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC_SHA_256);
            mac.init(new SecretKeySpec(key, HMAC_SHA_256));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java has " + HMAC_SHA_256, impossible);
        }
    }

    /** 32 bytes: HMAC-SHA256 of a message. */
    public static byte[] hmac(byte[] key, byte[] message) {
        return hmac(key).doFinal(message);
    }
}
