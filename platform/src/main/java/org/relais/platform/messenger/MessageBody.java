package org.relais.platform.messenger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a messenger is handed, as JSON objects. */
public final class MessageBody {

    private MessageBody() {}

    /**
     * Words as they are.
     *
     * @param to a number, a chat, whatever the messenger knows the person by
     * @param inReplyTo the messenger's id of what the person said; null where there is none
     */
    public static Map<String, Object> words(MessengerKind kind, String to, @Nullable String inReplyTo, String text) {
        Map<String, Object> body = new LinkedHashMap<>();
        switch (kind) {
            case WHATSAPP -> {
                body.putAll(whatsapp(to, "text"));
                body.put("text", Map.of("body", text));
            }
            case TELEGRAM -> {
                body.put("chat_id", to);
                body.put("text", text);
            }
            case PLAIN -> {
                body.put("to", to);
                if (inReplyTo != null) {
                    body.put("inReplyTo", inReplyTo);
                }
                body.put("text", text);
            }
        }
        return body;
    }

    /**
     * WhatsApp's template message, with the words in the one place of its body. WhatsApp takes no line breaks there.
     *
     * @param language as WhatsApp writes it, such as {@code fr}
     */
    static Map<String, Object> template(String to, String name, String language, String text) {
        Map<String, Object> words = Map.of("type", "text", "text", text.strip().replaceAll("\\s+", " "));
        Map<String, Object> body = whatsapp(to, "template");
        body.put(
                "template",
                Map.of(
                        "name",
                        name,
                        "language",
                        Map.of("code", language),
                        "components",
                        List.of(Map.of("type", "body", "parameters", List.of(words)))));
        return body;
    }

    private static Map<String, Object> whatsapp(String to, String type) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("messaging_product", "whatsapp");
        body.put("recipient_type", "individual");
        body.put("to", to);
        body.put("type", type);
        return body;
    }
}
