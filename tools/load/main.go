// Command load is both ends of the traffic part: the backends that answer with
// their name, and the callers that ask for them through a proxy.
//
//	load ADDRESS CONTROL NAME...
//
// Backends listen at ADDRESS, each at a free port, and take connections from
// there only. The control port, on loopback, tells the port of each by
// GET /ports; it takes POST /send with a job and answers with who answered how
// often; POST /stop ends jobs that have no count.
package main

import (
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
)

type job struct {
	Port    int               `json:"port"`
	Host    string            `json:"host"`
	Path    string            `json:"path"`
	Headers map[string]string `json:"headers"`
	Count   int64             `json:"count"`
	AtOnce  int               `json:"atOnce"`
}

var (
	mutex      sync.Mutex
	transports = map[string]*http.Transport{}
	stopped    atomic.Bool
)

func main() {
	address, control := os.Args[1], os.Args[2]
	ports := map[string]int{}
	for _, name := range os.Args[3:] {
		listener, err := net.Listen("tcp", net.JoinHostPort(address, "0"))
		if err != nil {
			log.Fatal(err)
		}
		ports[name] = listener.Addr().(*net.TCPAddr).Port
		go func() { log.Fatal(http.Serve(own{listener, address}, answering(name))) }()
	}
	http.HandleFunc("POST /send", sending)
	http.HandleFunc("POST /stop", func(http.ResponseWriter, *http.Request) { stopped.Store(true) })
	http.HandleFunc("GET /ports", func(response http.ResponseWriter, _ *http.Request) { json.NewEncoder(response).Encode(ports) })
	log.Fatal(http.ListenAndServe(net.JoinHostPort("127.0.0.1", control), nil))
}

// own takes connections from one address only: endpoints can't be on loopback,
// but nobody beside this machine has to reach them.
type own struct {
	net.Listener
	address string
}

func (listener own) Accept() (net.Conn, error) {
	for {
		connection, err := listener.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if host, _, err := net.SplitHostPort(connection.RemoteAddr().String()); err == nil && host == listener.address {
			return connection, nil
		}
		connection.Close()
	}
}

// answering ends each connection from its own side. A proxy that keeps few of
// them would otherwise end most itself, and each that it ends holds one of its
// ports for a minute: it would soon have none left, and answer 502.
func answering(name string) http.HandlerFunc {
	return func(response http.ResponseWriter, _ *http.Request) {
		response.Header().Set("Connection", "close")
		io.WriteString(response, name)
	}
}

func sending(response http.ResponseWriter, request *http.Request) {
	var one job
	if err := json.NewDecoder(request.Body).Decode(&one); err != nil {
		http.Error(response, err.Error(), http.StatusBadRequest)
		return
	}
	stopped.Store(false)
	answers := map[string]int{}
	var counting sync.Mutex
	var sent atomic.Int64
	var workers sync.WaitGroup
	client := &http.Client{
		Transport:     transportTo(one),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	for range one.AtOnce {
		workers.Go(func() {
			own := map[string]int{}
			for !stopped.Load() && (one.Count == 0 || sent.Add(1) <= one.Count) {
				own[ask(client, one)]++
			}
			counting.Lock()
			defer counting.Unlock()
			for answer, times := range own {
				answers[answer] += times
			}
		})
	}
	workers.Wait()
	json.NewEncoder(response).Encode(answers)
}

// ask is the name of the backend that answered, or what went wrong.
func ask(client *http.Client, one job) string {
	request, err := http.NewRequest(http.MethodGet, fmt.Sprintf("https://127.0.0.1:%d%s", one.Port, one.Path), nil)
	if err != nil {
		return err.Error()
	}
	request.Host = one.Host
	for name, value := range one.Headers {
		request.Header.Set(name, value)
	}
	response, err := client.Do(request)
	if err != nil {
		return err.Error()
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err.Error()
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Sprintf("%d %.100s", response.StatusCode, strings.TrimSpace(string(body)))
	}
	return string(body)
}

// transportTo keeps connections open between the jobs for a host.
func transportTo(one job) *http.Transport {
	mutex.Lock()
	defer mutex.Unlock()
	key := fmt.Sprintf("%s:%d", one.Host, one.Port)
	if known := transports[key]; known != nil {
		return known
	}
	made := &http.Transport{
		MaxIdleConnsPerHost: 64,
		// Certificates are the proxy's own; HTTP/2 would put everything on one connection.
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true, ServerName: one.Host, NextProtos: []string{"http/1.1"}},
	}
	transports[key] = made
	return made
}
