/** Cases and answered commands in PostgreSQL. */
@NullMarked
package org.relais.routing.cases.persistence;

import org.jspecify.annotations.NullMarked;
