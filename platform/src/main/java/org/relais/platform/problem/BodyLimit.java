package org.relais.platform.problem;

import org.springframework.util.unit.DataSize;

/**
 * How large the bodies may be that go to one address, where that is more than everywhere else. Declare any number as beans.
 *
 * @param path as it stands in the request, without parameters; {@code *} stands for any one segment
 */
public record BodyLimit(String path, DataSize limit) {}
