module github.com/go-acme/lego/v5

go 1.25.0

require (
	github.com/cenkalti/backoff/v5 v5.0.3
	github.com/go-jose/go-jose/v4 v4.1.4
	github.com/miekg/dns v1.1.72
	golang.org/x/crypto v0.54.0
	golang.org/x/net v0.57.0
	software.sslmate.com/src/go-pkcs12 v0.7.3
)
