"""Who is let in where anybody may come: the front, signing in, and what the demo and the servers ask for."""

TABLE = """
                 nobody casew partial approver admin applicant accountant signatory keeper other auditor national
home             GET  200 200 200 200 200 200 200 200 200 200 200 200
home             POST 405 405 405 405 405 405 405 405 405 405 405 405
pool             GET  200 200 200 200 200 200 200 200 200 200 200 200
pool             POST 405 405 405 405 405 405 405 405 405 405 405 405
sign_in          GET  200 200 200 200 200 200 200 200 200 200 200 200
sign_in          POST 200 200 200 200 200 200 200 200 200 200 200 200
go_on            GET  405 405 405 405 405 405 405 405 405 405 405 405
go_on            POST 403 on  on  on  on  on  on  on  on  on  on  on
stay             GET  in  405 405 405 405 405 405 405 405 405 405 405
stay             POST in  200 200 200 200 200 200 200 200 200 200 200
sign_out         GET  in  405 405 405 405 405 405 405 405 405 405 405
sign_out         POST in  on  on  on  on  on  on  on  on  on  on  on
choose_role      GET  in  405 405 405 405 405 405 405 405 405 405 405
choose_role      POST in  404 404 404 404 404 404 404 404 404 404 404
choose_password  GET  200 200 200 200 200 200 200 200 200 200 200 200
choose_password  POST 200 200 200 200 200 200 200 200 200 200 200 200
choose_language  GET  405 405 405 405 405 405 405 405 405 405 405 405
choose_language  POST on  on  on  on  on  on  on  on  on  on  on  on
demo_sign_in     GET  405 405 405 405 405 405 405 405 405 405 405 405
demo_sign_in     POST on  on  on  on  on  on  on  on  on  on  on  on
style_forms      GET  200 200 200 200 200 200 200 200 200 200 200 200
style_forms      POST 200 200 200 200 200 200 200 200 200 200 200 200
mailbox          GET  200 200 200 200 200 200 200 200 200 200 200 200
mailbox          POST 405 405 405 405 405 405 405 405 405 405 405 405
mail_look        GET  200 200 200 200 200 200 200 200 200 200 200 200
mail_look        POST 405 405 405 405 405 405 405 405 405 405 405 405
demo_map         GET  200 200 200 200 200 200 200 200 200 200 200 200
demo_map         POST 405 405 405 405 405 405 405 405 405 405 405 405
style            GET  200 200 200 200 200 200 200 200 200 200 200 200
style            POST 405 405 405 405 405 405 405 405 405 405 405 405
live             GET  200 200 200 200 200 200 200 200 200 200 200 200
live             POST 405 405 405 405 405 405 405 405 405 405 405 405
ready            GET  200 200 200 200 200 200 200 200 200 200 200 200
ready            POST 405 405 405 405 405 405 405 405 405 405 405 405
"""
