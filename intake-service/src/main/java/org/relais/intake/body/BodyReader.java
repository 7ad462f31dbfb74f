package org.relais.intake.body;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.relais.intake.validation.Violations;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a JSON object from a request: bounded in size and depth, no member twice, nothing behind its end. */
@Component
public class BodyReader {

    /** Bytes; room for 4,000 characters of description, as many in a text answer, all escaped, and the rest. */
    public static final int LONGEST_BODY = 128 * 1024;

    private static final int DEEPEST = 8;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What came of reading a body. */
    public sealed interface Result {
        record Read(ObjectNode object) implements Result {

            /** The members, everything wrong with them going to the violations. */
            public Members members(Violations violations) {
                return new Members(object, "", violations);
            }

            @Override
            public String toString() {
                return "Read[]";
            }
        }

        record TooLarge() implements Result {}

        record Unreadable(Why why) implements Result {}
    }

    /** What a body is that holds no object. */
    public enum Why {
        MISSING,
        NOT_JSON,
        NO_OBJECT
    }

    public Result read(HttpServletRequest request) throws IOException {
        return read(request, LONGEST_BODY);
    }

    /** @param most bytes; no more than bodies may have anywhere */
    public Result read(HttpServletRequest request, int most) throws IOException {
        if (request.getContentLengthLong() > most) {
            return new Result.TooLarge();
        }
        byte[] bytes = request.getInputStream().readNBytes(most + 1);
        return bytes.length > most ? new Result.TooLarge() : parse(bytes);
    }

    public Result parse(byte[] bytes) {
        try {
            JsonNode root = mapper.readTree(bytes);
            if (root instanceof ObjectNode object) {
                return new Result.Read(object);
            }
            return new Result.Unreadable(root.isMissingNode() ? Why.MISSING : Why.NO_OBJECT);
        } catch (JacksonException notJson) {
            return new Result.Unreadable(Why.NOT_JSON);
        }
    }
}
