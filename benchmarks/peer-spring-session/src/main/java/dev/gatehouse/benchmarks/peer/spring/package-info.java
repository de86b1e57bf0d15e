/** The door as somebody would build it on Spring Boot and Spring Session. */
package dev.gatehouse.benchmarks.peer.spring;
