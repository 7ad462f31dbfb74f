package org.relais.notification.template;

/** A template needs a variable that nobody gave. */
final class MissingVariable extends RuntimeException {

    MissingVariable(String template, String variable) {
        super("template " + template + " needs " + variable);
    }
}
