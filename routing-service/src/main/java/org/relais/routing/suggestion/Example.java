package org.relais.routing.suggestion;

/**
 * A text and who is responsible for what it speaks of.
 *
 * @param service code of the service; empty where none is known
 * @param weight 1 for a whole example, less where several departments share it
 * @param isCase whether it is a past case, or else the territory's own words
 */
public record Example(String text, String department, String service, double weight, boolean isCase) {

    public static Example ofCase(String text, String department, String service) {
        return new Example(text, department, service, 1, true);
    }

    /** Without the text: people wrote it. */
    @Override
    public String toString() {
        return "Example[department=" + department + ", service=" + service + "]";
    }
}
