package org.relais.notification.template;

/** No such template, version or language. */
public final class UnknownTemplate extends RuntimeException {

    UnknownTemplate(String name, int version, String language) {
        super("no template " + name + " v" + version + " in " + language);
    }
}
