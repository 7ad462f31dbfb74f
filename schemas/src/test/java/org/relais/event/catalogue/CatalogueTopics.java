package org.relais.event.catalogue;

import java.util.ArrayList;
import java.util.List;

/** The catalogue's topics as documents show them: a department's with {@code <code>}, a group's with {@code <group>}. */
final class CatalogueTopics {

    private static final String CODE = "code";
    private static final String GROUP = "group";

    private CatalogueTopics() {}

    static List<Topic> all() {
        var topics = new ArrayList<>(Topics.FIXED);
        topics.add(Topics.departmentRequests(CODE));
        topics.add(Topics.departmentUpdates(CODE));
        topics.add(Topics.deadLetters(GROUP));
        return topics;
    }

    /** The topic's name with its variable part in the given brackets. */
    static String name(Topic topic, String open, String close) {
        return topic.name()
                .replace("department." + CODE + ".", "department." + open + CODE + close + ".")
                .replaceFirst("^" + GROUP + "\\.", open + GROUP + close + ".");
    }

    /** Who writes or reads it, in words. */
    static String written(String owner) {
        return switch (owner) {
            case CODE -> "the department";
            case GROUP -> "the group";
            case String service -> service;
        };
    }

    /** Field of a topic's records that is also their key. */
    static String keyField(Topic topic) {
        return switch (topic.key()) {
            case REQUEST_ID -> "requestId";
            case JURISDICTION_ID -> "jurisdictionId";
            case ORIGINAL -> throw new IllegalArgumentException(topic.name() + " has no records of its own");
        };
    }
}
