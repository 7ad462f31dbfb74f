package org.relais.intake.pages;

import java.util.Map;
import java.util.stream.Collectors;
import org.relais.intake.filing.TrackingCode;

/** A tracking code as it is read out, by the alphabet that radio operators use: understood in French and in English. */
public final class Spelling {

    private static final Map<Character, String> WORDS = java.util.stream.Stream.of(
                    "Alfa",
                    "Bravo",
                    "Charlie",
                    "Delta",
                    "Echo",
                    "Foxtrot",
                    "Golf",
                    "Hotel",
                    "India",
                    "Juliett",
                    "Kilo",
                    "Lima",
                    "Mike",
                    "November",
                    "Oscar",
                    "Papa",
                    "Quebec",
                    "Romeo",
                    "Sierra",
                    "Tango",
                    "Uniform",
                    "Victor",
                    "Whiskey",
                    "X-ray",
                    "Yankee",
                    "Zulu")
            .collect(Collectors.toMap(word -> word.charAt(0), word -> word));

    private Spelling() {}

    /** For example {@code Kilo 7 Quebec Foxtrot – 2 9 Mike Delta}. */
    public static String of(TrackingCode code) {
        return code.toString()
                .chars()
                .mapToObj(character ->
                        character == '-' ? "–" : WORDS.getOrDefault((char) character, Character.toString(character)))
                .collect(Collectors.joining(" "));
    }
}
