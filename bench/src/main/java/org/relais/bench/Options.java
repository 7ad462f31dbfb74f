package org.relais.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** What stands behind a scenario's name on the command line: {@code --name number}, and folders or files by name. */
public record Options(Map<String, String> values) {

    static Options parse(String[] arguments) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 1; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                values.put("folder", arguments[i]);
            } else if (i + 1 < arguments.length) {
                values.put(arguments[i].substring(2), arguments[++i]);
            } else {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
        }
        return new Options(Map.copyOf(values));
    }

    public int number(String name, int standard) {
        var value = values.get(name);
        return value == null ? standard : Integer.parseInt(value);
    }

    public String text(String name, String standard) {
        return values.getOrDefault(name, standard);
    }
}
