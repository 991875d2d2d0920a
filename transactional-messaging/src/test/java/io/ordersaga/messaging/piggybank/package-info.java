/** A participant as small as can be, with which the post office is tried: it takes coins in and gives them back. */
package io.ordersaga.messaging.piggybank;
