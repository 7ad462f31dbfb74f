package org.relais.platform.registry;

/**
 * A named type that a schema uses without defining it.
 *
 * @param name the type's full name
 * @param subject where its schema stands
 * @param version which version of that subject
 */
public record SchemaReference(String name, String subject, int version) {}
