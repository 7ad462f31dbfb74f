/** Pictures that come with requests: taken in, re-encoded, kept until the request's person is erased, served. */
@NullMarked
package org.relais.intake.attachment;

import org.jspecify.annotations.NullMarked;
