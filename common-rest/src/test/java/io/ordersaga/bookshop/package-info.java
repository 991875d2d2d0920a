/** A small service of its own that stands on the REST conventions alone, to be asked what they answer. */
@NullMarked
package io.ordersaga.bookshop;

import org.jspecify.annotations.NullMarked;
