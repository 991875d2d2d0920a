/** The REST conventions of every service: problem documents, strict JSON, ETags, pages. Knows no service. */
@NullMarked
package io.ordersaga.rest;

import org.jspecify.annotations.NullMarked;
