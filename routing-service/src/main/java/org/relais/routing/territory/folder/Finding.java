package org.relais.routing.territory.folder;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong, or odd, in a territory folder.
 *
 * @param line counted from 1; 0 where the whole file is meant
 * @param column counted from 1; 0 where the whole line is meant
 * @param code what is wrong, for example {@code rule.unreachable}; also the key of its text
 * @param arguments what the text names
 * @param suggestion what was probably meant
 */
public record Finding(
        Severity severity,
        String file,
        int line,
        int column,
        String code,
        List<String> arguments,
        @Nullable String suggestion) {

    public Finding {
        arguments = List.copyOf(arguments);
    }

    /** An error keeps the folder from being applied, a warning does not. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** A department's code that another territory of the deployment uses, or used once. */
    public static Finding departmentTaken(String code, String jurisdictionId) {
        return new Finding(
                Severity.ERROR,
                TerritoryFiles.DEPARTMENTS,
                0,
                0,
                "department.taken",
                List.of(code, jurisdictionId),
                null);
    }

    /** A file of a folder that was changed since the folder was last read, though the desk changed what it says too. */
    public static Finding changedAtDesk(String file, long versionInForce) {
        return ofFolder(file, "folder.changed_at_desk", versionInForce);
    }

    /** What the desk changed does not fit what else a folder says now; what exactly, other findings tell. */
    public static Finding deskDoesNotFit(long versionInForce) {
        return ofFolder(TerritoryFiles.RULES, "folder.does_not_fit", versionInForce);
    }

    private static Finding ofFolder(String file, String code, long versionInForce) {
        return new Finding(Severity.ERROR, file, 0, 0, code, List.of(Long.toString(versionInForce)), null);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** What is wrong, in plain words. */
    public String message(Locale language) {
        String message = CheckTexts.of(code, language, arguments.toArray());
        return suggestion == null ? message : message + " " + CheckTexts.of("suggestion", language, suggestion);
    }

    /** Place and message, for example {@code rules.csv:12:3: error: …}. */
    public String describe(Locale language) {
        String place = file + (line > 0 ? ":" + line : "") + (column > 0 ? ":" + column : "");
        return place + ": " + CheckTexts.of("severity." + severity.name().toLowerCase(Locale.ROOT), language) + ": "
                + message(language);
    }
}
