/** Templates by HTTP, filled with samples. */
@NullMarked
package org.relais.notification.template.web;

import org.jspecify.annotations.NullMarked;
