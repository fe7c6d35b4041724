module rampart.dev/tools/load

go 1.26.0

tool rampart.dev/tools/load
