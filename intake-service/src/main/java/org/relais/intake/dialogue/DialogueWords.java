package org.relais.intake.dialogue;

import java.text.MessageFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import org.relais.intake.channel.LeftOut;
import org.relais.intake.territory.ServiceDefinition;

/** What goes back by a medium, in French or English. */
final class DialogueWords {

    /** What a person is told of, since they can send it again. */
    private static final Set<LeftOut> PICTURES = EnumSet.of(
            LeftOut.NOT_A_PICTURE,
            LeftOut.PICTURE_TOO_LARGE,
            LeftOut.PICTURE_DAMAGED,
            LeftOut.TOO_MANY_PICTURES,
            LeftOut.PICTURE_OUT_OF_REACH);

    private final String medium;
    private final ResourceBundle texts;

    private DialogueWords(String medium, ResourceBundle texts) {
        this.medium = medium;
        this.texts = texts;
    }

    /** @param medium name of a file of texts, and of the first word of its keys */
    static DialogueWords of(String medium, String language) {
        return new DialogueWords(
                medium,
                ResourceBundle.getBundle(
                        "messages." + medium,
                        language.equals("en") ? Locale.ENGLISH : Locale.ROOT,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT)));
    }

    String say(String key, Object... values) {
        return MessageFormat.format(texts.getString(medium + "." + key), values);
    }

    /** Services to choose from by a number; nothing where there are none. */
    String offer(List<ServiceDefinition> services) {
        if (services.isEmpty()) {
            return "";
        }
        StringBuilder offer = new StringBuilder(" ").append(say("which"));
        for (int index = 0; index < services.size(); index++) {
            offer.append('\n')
                    .append(index + 1)
                    .append(' ')
                    .append(services.get(index).name().in(say("language")));
        }
        return offer.toString();
    }

    /** Why pictures were left out, each reason once. */
    String complaints(List<LeftOut> leftOut) {
        return leftOut.stream()
                .filter(PICTURES::contains)
                .distinct()
                .map(why -> "\n" + say("left_out." + why.code()))
                .collect(Collectors.joining());
    }
}
