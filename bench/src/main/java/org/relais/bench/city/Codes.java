package org.relais.bench.city;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A city's own names as codes: each other name has another one, of the form that a territory folder wants. */
public final class Codes {

    /** Of a department's code, the narrowest form there is. */
    private static final int LONGEST = 40;

    private final Map<String, String> byName;

    private Codes(Map<String, String> byName) {
        this.byName = byName;
    }

    /** The same names always get the same codes; names that differ only in case, accents and marks share one. */
    public static Codes of(Collection<String> names) {
        Map<String, String> byName = new HashMap<>();
        Map<String, String> bySlug = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (String name : new TreeSet<>(names)) {
            var slug = Slug.of(name);
            // Of a name without a Latin letter nothing is left: it stands for itself.
            byName.put(name, bySlug.computeIfAbsent(slug.isEmpty() ? name : slug, other -> free(slug, taken)));
        }
        return new Codes(byName);
    }

    /** Empty for no name. */
    public String of(String name) {
        if (name.isEmpty()) {
            return "";
        }
        var code = byName.get(name);
        if (code == null) {
            throw new IllegalArgumentException("nobody named '" + name + "' before");
        }
        return code;
    }

    private static String free(String slug, Set<String> taken) {
        var wanted = slug.matches("[a-z].+") ? slug : ("x-" + slug).replaceAll("-$", "0");
        var code = cut(wanted, LONGEST);
        for (int number = 2; !taken.add(code); number++) {
            var end = "-" + number;
            code = cut(wanted, LONGEST - end.length()) + end;
        }
        return code;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length).replaceAll("-$", "");
    }
}
