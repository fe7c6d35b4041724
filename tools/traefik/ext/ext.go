// Package ext stands in for the module of this name, which Traefik's go.mod
// replaces with a folder that a published version doesn't carry. It is where
// builds with extensions add fields to the dynamic configuration; here there
// are none.
package ext

// HTTP is embedded in Traefik's HTTP configuration.
type HTTP struct{}

// Router is embedded in Traefik's configuration of a router.
type Router struct{}
