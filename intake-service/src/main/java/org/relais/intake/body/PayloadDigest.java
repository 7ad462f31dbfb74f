package org.relais.intake.body;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.relais.platform.digest.Digests;
import tools.jackson.databind.JsonNode;

/** Says a JSON value in one way, whatever its white space and the order of its members. */
public final class PayloadDigest {

    private PayloadDigest() {}

    /** SHA-256 of the value's canonical bytes. */
    public static byte[] of(JsonNode value) {
        MessageDigest digest = Digests.sha256();
        feed(value, digest::update);
        return digest.digest();
    }

    private static void feed(JsonNode value, Consumer<byte[]> sink) {
        if (value.isObject()) {
            say("{", sink);
            for (String name : new TreeSet<>(value.propertyNames())) {
                feedText(name, sink);
                feed(value.get(name), sink);
            }
            say("}", sink);
        } else if (value.isArray()) {
            say("[", sink);
            value.forEach(element -> feed(element, sink));
            say("]", sink);
        } else if (value.isString()) {
            feedText(value.stringValue(), sink);
        } else {
            say("v", sink);
            feedText(value.asString(), sink);
        }
    }

    private static void feedText(String text, Consumer<byte[]> sink) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        say("\"" + bytes.length + ":", sink);
        sink.accept(bytes);
    }

    private static void say(String mark, Consumer<byte[]> sink) {
        sink.accept(mark.getBytes(StandardCharsets.UTF_8));
    }
}
