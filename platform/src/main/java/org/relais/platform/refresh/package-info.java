/** What is kept in memory of the database, and read anew. */
@NullMarked
package org.relais.platform.refresh;

import org.jspecify.annotations.NullMarked;
