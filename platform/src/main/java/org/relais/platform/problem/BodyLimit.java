package org.relais.platform.problem;

import org.springframework.util.unit.DataSize;

/**
 * How large the bodies may be that go to one address, where that is more than everywhere else. Declare any number as beans.
 *
 * @param path as it stands in the request, without parameters
 */
public record BodyLimit(String path, DataSize limit) {}
