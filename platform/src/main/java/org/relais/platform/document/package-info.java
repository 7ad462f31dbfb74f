/** Documents that another service publishes whole: followed by version, kept in the reader's own database, switched at once. */
@NullMarked
package org.relais.platform.document;

import org.jspecify.annotations.NullMarked;
