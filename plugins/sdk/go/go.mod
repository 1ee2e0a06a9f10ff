module tivalve.local/plugin

go 1.24
