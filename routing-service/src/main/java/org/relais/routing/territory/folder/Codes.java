package org.relais.routing.territory.folder;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The codes of one kind in one file: each of the right form, and each but once. */
final class Codes {

    static final Pattern JURISDICTION = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
    static final Pattern DEPARTMENT = Pattern.compile("[a-z][a-z0-9-]{1,39}");
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,79}");
    static final Pattern QUESTION = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private final Pattern form;
    private final Set<String> reserved;
    private final Findings findings;
    private final Map<String, Integer> lines = new HashMap<>();

    Codes(Pattern form, Findings findings) {
        this(form, Set.of(), findings);
    }

    /** @param reserved codes of the right form that mean something else already */
    Codes(Pattern form, Set<String> reserved, Findings findings) {
        this.form = form;
        this.reserved = reserved;
        this.findings = findings;
    }

    void add(String file, int line, String code) {
        add(file, line, 0, code);
    }

    /** @param column of the table's cell, from 1; 0 where there is none */
    void add(String file, int line, int column, String code) {
        if (code.isEmpty()) {
            return;
        }
        if (!form.matcher(code).matches()) {
            findings.errorAt(file, line, column, "code.form", code, form.pattern());
        }
        if (reserved.contains(code)) {
            findings.errorAt(file, line, column, "code.reserved", code);
        }
        Integer first = lines.putIfAbsent(code, line);
        if (first != null) {
            findings.errorAt(file, line, column, "code.duplicate", code, first.toString());
        }
    }
}
