/** Small things that every press of decisions needs. */
