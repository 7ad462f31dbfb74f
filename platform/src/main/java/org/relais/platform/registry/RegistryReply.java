package org.relais.platform.registry;

import tools.jackson.databind.JsonNode;

/** What a registry that could be reached had to say. */
sealed interface RegistryReply {

    record Answered(JsonNode body) implements RegistryReply {}

    /** @param errorCode Confluent's code, for example 40403; the HTTP status where the registry gave none */
    record Refused(int status, int errorCode, String message) implements RegistryReply {}
}
