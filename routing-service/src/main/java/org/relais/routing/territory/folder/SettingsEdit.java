package org.relais.routing.territory.folder;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Changes a value of {@code territory.yaml} and leaves the rest as its author wrote it, comments included. */
public final class SettingsEdit {

    private static final String SUGGESTION = "suggestion";
    private static final String ROUTE_AT = "routeAt";

    private SettingsEdit() {}

    /** The same text with another {@code suggestion.routeAt}. @param text of a file that was found valid */
    public static String withRouteAt(String text, BigDecimal routeAt) {
        String value = routeAt.stripTrailingZeros().toPlainString();
        Node suggestion = value(new Yaml().compose(new StringReader(text)), SUGGESTION);
        if (suggestion == null) {
            return text + (text.endsWith("\n") ? "" : "\n") + SUGGESTION + ": { " + ROUTE_AT + ": " + value + " }\n";
        }
        Node before = value(suggestion, ROUTE_AT);
        if (before != null) {
            return text.substring(0, at(text, before.getStartMark()))
                    + value
                    + text.substring(at(text, before.getEndMark()));
        }
        int start = at(text, suggestion.getStartMark());
        boolean inBraces = suggestion instanceof MappingNode map && map.getFlowStyle() == FlowStyle.FLOW;
        int first = inBraces ? start + 1 : start;
        String separator =
                inBraces ? "," : "\n" + " ".repeat(suggestion.getStartMark().getColumn());
        return text.substring(0, first)
                + (inBraces ? " " : "")
                + ROUTE_AT
                + ": "
                + value
                + separator
                + text.substring(first);
    }

    /** What {@code suggestion.routeAt} says, if it is said. @param text of a file that was found valid */
    public static Optional<BigDecimal> routeAt(String text) {
        Node suggestion = value(new Yaml().compose(new StringReader(text)), SUGGESTION);
        return value(suggestion, ROUTE_AT) instanceof ScalarNode said
                ? Optional.of(new BigDecimal(said.getValue()))
                : Optional.empty();
    }

    private static @Nullable Node value(@Nullable Node node, String key) {
        if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return entry.getValueNode();
                }
            }
        }
        return null;
    }

    /** Marks count code points. */
    private static int at(String text, Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }
}
