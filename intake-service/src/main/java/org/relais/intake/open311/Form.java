package org.relais.intake.open311;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Answer;
import org.relais.intake.validation.Characters;
import org.relais.intake.validation.Violations;
import org.relais.platform.digest.Digests;

/** What came as parameters. An empty one counts as absent, as the standard says. */
public final class Form {

    public static final String API_KEY = "api_key";

    private static final Pattern BRACKETS = Pattern.compile("\\[\\d*]$");

    private static final Pattern ATTRIBUTE = Pattern.compile("attribute\\[([^\\[\\]]+)](?:\\[\\d*])?");

    private final Map<String, List<String>> parameters;

    public Form(Map<String, String[]> parameters) {
        Map<String, List<String>> given = new TreeMap<>();
        parameters.forEach((name, values) -> {
            List<String> kept = Arrays.stream(values)
                    .filter(Objects::nonNull)
                    .filter(value -> !value.isBlank())
                    .map(Characters::normal)
                    .toList();
            if (!kept.isEmpty()) {
                given.put(name, kept);
            }
        });
        this.parameters = given;
    }

    public @Nullable String text(String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : values.getFirst().strip();
    }

    /** Every value, whether the name is repeated or written with brackets, empty or with a number in them. */
    List<String> all(String name) {
        return parameters.entrySet().stream()
                .filter(each -> name.equals(BRACKETS.matcher(each.getKey()).replaceFirst("")))
                .flatMap(each -> each.getValue().stream())
                .map(String::strip)
                .toList();
    }

    /** Values that were written with commas between them, or each for itself. */
    public List<String> list(String name) {
        return all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    public boolean isTrue(String name) {
        return "true".equalsIgnoreCase(text(name));
    }

    public @Nullable Double decimal(String name, String pointer, Violations violations) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below.
        }
        violations.add(pointer, "not_a_number");
        return null;
    }

    /** A number from 1; one above the most that is given counts as that. */
    public int number(String name, int otherwise, int most, Violations violations) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            BigInteger value = new BigInteger(text);
            if (value.signum() > 0) {
                return value.min(BigInteger.valueOf(most)).intValue();
            }
        } catch (NumberFormatException notANumber) {
            // Reported below.
        }
        violations.add("/" + name, "not_a_number_up_to", Integer.toString(most));
        return otherwise;
    }

    /** {@code attribute[code]=value}, and {@code attribute[code][]=value} as often as there are values. */
    public List<Answer> answers() {
        Map<String, Answer> answers = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            Matcher attribute = ATTRIBUTE.matcher(name);
            if (attribute.matches()) {
                answers.merge(attribute.group(1), new Answer(attribute.group(1), values), Form::together);
            }
        });
        return List.copyOf(answers.values());
    }

    private static Answer together(Answer first, Answer second) {
        return new Answer(
                first.code(),
                Stream.concat(first.values().stream(), second.values().stream()).toList());
    }

    /** Reports each text that holds a character which can't be looked for; what is to be kept is looked at by its own rules. */
    public void checkCharacters(Violations violations) {
        parameters.forEach((name, values) -> {
            if (!values.stream().allMatch(Characters::areUsable)) {
                violations.add("/" + name, "unusable_character");
            }
        });
    }

    /** SHA-256 of everything but the key: two forms that say the same have the same. */
    public byte[] digest(List<String> pictureDigests) {
        MessageDigest digest = Digests.sha256();
        parameters.forEach((name, values) -> {
            if (!name.equals(API_KEY)) {
                feed(name, digest);
                values.forEach(value -> feed(value, digest));
                digest.update((byte) ';');
            }
        });
        pictureDigests.forEach(picture -> feed(picture, digest));
        return digest.digest();
    }

    private static void feed(String text, MessageDigest digest) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    @Override
    public String toString() {
        return "Form" + parameters.keySet();
    }
}
